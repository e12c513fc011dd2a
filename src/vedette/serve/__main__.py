"""`python -m vedette.serve`: the command line where the script is not on the path."""

from vedette.serve.cli import main

main()
