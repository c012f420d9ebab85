"""Reading on several machines: the same function as on this one, sent to a dask scheduler in batches of documents.

The scheduler is reached through its concurrent.futures interface. Its workers need nothing but this package: they see
no file and no database, only bytes in and answers out. Each hands its documents to a process of its own that has no
threads and forks a child for them (`pipeline.worker`), so a document that crashes costs no worker. A worker that is
lost costs a retry, and a batch that takes workers down is read on this machine.
"""

from pipeline.cluster.send import ClusterError, read_on_cluster

__all__ = ["ClusterError", "read_on_cluster"]
