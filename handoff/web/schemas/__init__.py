"""Wire types of the hub's HTTP API (docs/contracts.md sections 2 and 6). Requests refuse what they do not
know; answers are complete."""
