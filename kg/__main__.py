"""`python -m kg` is `kg`."""

from kg.cli import main

if __name__ == "__main__":  # the processes that read articles load this module under another name
    main(prog_name="kg")
