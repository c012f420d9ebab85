"""Documents are read in child processes: a file that crashes, hangs or swells its reader costs only itself.

The parent forks children that have all it has loaded, hands each one document after the other through a pipe, in which
the next lies ready while one is read, and takes bytes back; it never opens a document and never unpickles. A child that
dies or passes a limit is killed with everything it started; the document that it read is tried once more, alone and
with twice the limits, and the one that lay ready goes to another child.
"""

from pipeline.worker.isolate import Task, read_isolated
from pipeline.worker.limits import Limits
from pipeline.worker.wire import Read, kinds_of

__all__ = ["Limits", "Read", "Task", "kinds_of", "read_isolated"]
