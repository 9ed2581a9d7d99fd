"""`python -m gawah` is the `gawah` command."""

from gawah.cli import main

if __name__ == "__main__":
    main()
