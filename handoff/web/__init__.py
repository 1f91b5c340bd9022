"""The hub's HTTP face: chat API, console API, live events, pages. Every route is declared once (routes/),
documented from that."""
