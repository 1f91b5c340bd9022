"""When people are at the desk. Crisis (P0) is answered round the clock; everything else in these hours,
every day of the year."""

from datetime import datetime, time, timedelta, timezone

#: China has one time zone and no summer time.
CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
OPENS = time(8, 30)
CLOSES = time(21, 0)


def in_hours(now: datetime) -> bool:
    return OPENS <= now.astimezone(CHINA).time() < CLOSES


def opens_at(now: datetime) -> datetime | None:
    """When the desk opens next; None while it is open."""
    local = now.astimezone(CHINA)
    if in_hours(now):
        return None
    day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
    return datetime.combine(day, OPENS, CHINA)
