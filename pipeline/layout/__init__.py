"""Page -> Block: running heads and feet, the contents list, tables, paragraphs and list items rebuilt over line and page breaks."""

from pipeline.layout.blocks import layout_blocks
from pipeline.layout.parts import split_meetings

__all__ = ["layout_blocks", "split_meetings"]
