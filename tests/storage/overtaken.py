"""A database in which somebody else is a moment faster: to see what a check beforehand is worth."""

from workflow.storage.database import Database


class Overtaken(Database):
    """Lets a deed happen just before the first transaction that writes begins."""

    def __init__(self, url, deed):
        super().__init__(url)
        self._deed = deed

    def write(self):
        deed, self._deed = self._deed, lambda: None
        deed()
        return super().write()
