"""What is wrong with a request to the insurer, in words for the customer; client and server use the same."""

from pydantic import ValidationError

from insurer.api import FieldError


def field_errors(error: ValidationError) -> tuple[FieldError, ...]:
    """What is wrong with a request, field by field, in words a customer understands; quotes no input."""
    found: dict[str, FieldError] = {}
    for item in error.errors(include_input=False, include_url=False):
        name = str(item["loc"][0]) if item["loc"] else "body"
        found.setdefault(name, FieldError(field=name, message=_message(item["type"], item.get("ctx", {}))))
    return tuple(found.values())


def _message(kind: str, limits: dict[str, object]) -> str:  # noqa: PLR0911 - a table with values in it
    match kind:
        case "missing":
            return "请填写这一项。"
        case "string_too_short":
            least = limits["min_length"]
            return "请填写这一项。" if least == 1 else f"至少要 {least} 个字。"
        case "string_too_long":
            return f"最多 {limits['max_length']} 个字。"
        case "literal_error":
            return "不在可选的范围里。"
        case "string_pattern_mismatch":
            return "格式不对，请再核对一下。"
        case "greater_than" | "greater_than_equal":
            return (
                f"要大于{'或等于' if kind.endswith('equal') else ''} {limits.get('gt', limits.get('ge'))}。"
            )
        case "less_than_equal":
            return f"最多 {limits['le']}。"
        case "decimal_max_places":
            return "最多写到分，也就是两位小数。"
    if kind.startswith("date"):
        return "日期要写成 2026-11-22 这样。"
    if kind.startswith(("decimal", "int")):
        return "要写成数字。"
    return "填写得不对，请再核对一下。"
