"""`python -m pipeline` is the command `niaga`."""

from pipeline.cli import main

main()
