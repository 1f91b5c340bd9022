"""The hub: every channel enters here; queue, clocks, console and chat live here."""
