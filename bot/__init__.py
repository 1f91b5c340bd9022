"""The bot process: understands and decides, one turn at a time, and keeps nothing (docs/contracts.md 2 and 3)."""
