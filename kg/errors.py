"""The errors that a user can cause and mend: each is one line that says what is wrong, where, and what to do."""


class KgError(Exception):
    """A fault in what the user gave. ``str(error)`` is the whole message, in the user's language.

    The command line prints it on one line and exits with status 2; nothing that stood before is touched.
    """


class InputError(KgError):
    """A report that cannot be read: missing, a folder, empty, binary, or bytes in no known encoding."""


class RuleError(KgError):
    """Rules, gazetteers or queries under ``data/`` that do not load; the message lists every fault found."""


class OntologyError(KgError):
    """A class or property that the code reasons about and the ontology does not declare."""


class QueryError(KgError):
    """A query that is unknown or does not parse; the message gives line and column where there are any."""


class OutputError(KgError):
    """An output folder or file that cannot be written."""
