"""Page -> Block: running lines, contents lists and tables apart, paragraphs rebuilt over line and page breaks."""

from pipeline.layout.blocks import layout_blocks
from pipeline.layout.parts import split_meetings

__all__ = ["layout_blocks", "split_meetings"]
