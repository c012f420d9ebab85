"""What one document may cost its reader."""

from __future__ import annotations

from dataclasses import dataclass, replace

LARGE_FILE = 5 << 20  # bytes: such a file has twice the time of a small one


@dataclass(frozen=True, slots=True)
class Limits:
    """CPU seconds, seconds on the clock, bytes of memory beyond the parent's, bytes of a file written, open files.

    The clock stands far behind the processor, so that a document is judged by what it costs and not by what else the
    machine has to do: at eight times the load it still has its CPU seconds.
    """

    cpu: float = 30.0
    wall: float = 240.0
    memory: int = 3 << 30
    written: int = 64 << 20
    files: int = 64

    def doubled(self) -> Limits:
        return replace(self, cpu=self.cpu * 2, wall=self.wall * 2, memory=self.memory * 2)

    def for_size(self, size: int) -> Limits:
        """A file of `size` bytes has more time the larger it is, up to four times."""
        factor = min(4.0, 1.0 + size / LARGE_FILE)
        return replace(self, cpu=self.cpu * factor, wall=self.wall * factor)
