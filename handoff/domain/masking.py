"""Short forms of identifiers for screens: enough to recognise, not enough to use."""


def mask_ref(ref: str | None) -> str | None:
    """C001 -> C**1."""
    if not ref:
        return None
    if len(ref) <= 2:
        return "*" * len(ref)
    return ref[0] + "*" * (len(ref) - 2) + ref[-1]


def tail(number: str | None) -> str | None:
    """P2026000123456 -> …3456."""
    if not number:
        return None
    return "…" + number[-4:]
