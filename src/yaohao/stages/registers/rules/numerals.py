"""Numbers of articles, in Chinese or Arabic numerals: 第六十五条 and 第65条 are one article."""

_DIGITS = "零一二三四五六七八九"
_VALUES = {sign: value for value, sign in enumerate(_DIGITS)} | {"〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def number(text: str) -> int:
    """`六十五`, `一百零八`, `65`, `二〇`; ValueError for anything else."""
    if text.isascii():
        return int(text)
    if not any(sign in _UNITS for sign in text):
        return int("".join(str(_VALUES[sign]) if sign in _VALUES else sign for sign in text))
    total, digit = 0, 0
    for sign in text:
        if sign in _UNITS:
            total += (digit or (1 if not total else 0)) * _UNITS[sign]
            digit = 0
        elif sign in _VALUES:
            digit = _VALUES[sign]
        else:
            digit = digit * 10 + int(sign)
    return total + digit


def chinese(value: int) -> str:
    """A number below 10,000 as laws write it: 10 is 十, 110 一百一十, 108 一百零八; else digits."""
    if not 0 < value < 10_000:
        return str(value)
    text = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += _DIGITS[digit] + sign
        elif text and not text.endswith("零") and value % unit:
            text += "零"
    return text.removeprefix("一") if 10 <= value < 20 else text
