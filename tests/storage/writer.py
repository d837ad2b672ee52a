"""Another process that writes as fast as it can and says what was acknowledged.

Its commands write two events each: a date changes, and a due date moves with it."""

import sys
from pathlib import Path

from tests.storage.world import AT
from workflow.core import commands as c
from workflow.service import Service

if __name__ == "__main__":
    url, instance, account, times, first = sys.argv[1:]
    service = Service.open(url, Path("unused"))
    for number in range(int(times)):
        values = {"bis": f"20{30 + (int(first) + number) % 60}-06-30"}
        outcome = service.handle(
            int(instance),
            c.ChangeRecord(register="geld", number=1, values=values),
            account=int(account),
            at=AT,
        )
        print(outcome.seq, flush=True)
    service.close()
