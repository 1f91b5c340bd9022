"""How well the bot understands and when it brings a person, measured on files it has never seen (docs/evaluation.md)."""
