"""Knowledge graphs from Chinese official work reports, every fact quoting the words that state it."""

__version__ = "0.1.0"
