"""Danish meeting minutes in PDF become a searchable database of decisions."""

import os

# Said before anything loads numpy, which starts its threads at once: a process with threads cannot safely be forked,
# and nothing here gives them work. Idle they took 0.1 s.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
