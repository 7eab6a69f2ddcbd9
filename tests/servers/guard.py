"""Runs a program until it ends or whoever started this goes away: until standard input ends, even by a kill.

Refuses nothing. A server that a test started must not outlive the tests, whatever becomes of them.
"""

import os
import subprocess
import sys
import threading


def main() -> None:
    """Run the command that the arguments are, and end as it ends."""
    program = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)

    def watch() -> None:
        while os.read(0, 1):
            pass
        program.kill()

    threading.Thread(target=watch, daemon=True).start()
    os._exit(program.wait() & 0xFF)


if __name__ == "__main__":
    main()
