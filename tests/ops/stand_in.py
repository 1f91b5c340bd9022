"""A server with a worker, as far as process managers see it: `python -m tests.ops.stand_in NAME MANNER`."""

import os
import signal
import subprocess
import sys
import time

if __name__ == "__main__":
    if sys.argv[2] == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.chdir(os.environ["VAR_DIR"])
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]):
        time.sleep(600)
