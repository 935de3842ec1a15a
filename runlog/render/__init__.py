"""Reports drawn and written: terminal, JSON, PDF, PNG."""
