"""`python -m pipeline` is `referat`."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
