"""Use cases, one transaction each. No SQL, no framework: everything outside comes in through
handoff.ports."""
