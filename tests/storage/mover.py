"""Another process that goes on with a run of moves and says which quartier it has moved.

It moves as many as it is given lines to read.
"""

import sys
from pathlib import Path

from tests.storage.world import AT
from workflow.service import Service

if __name__ == "__main__":
    url, municipality, run = sys.argv[1:]
    service = Service.open(url, Path("unused"))
    for line in service.moves.carry_on(int(municipality), int(run), account=None, at=AT):
        print(line.instance, flush=True)
        sys.stdin.readline()
    service.close()
