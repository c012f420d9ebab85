"""`python -m pipeline` is `referat`."""

from pipeline.cli import main

main()
