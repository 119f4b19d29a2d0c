"""Invented names of people, places and firms. Every one is made of common characters by chance."""

from demo.chance import Chance

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰建国文斌宇浩凯晨雪梅琳峰雷鹏飞宁"
BRANDS = (
    *("恒泰", "鑫源", "晋和", "瑞丰", "宏达", "天润", "金磊", "华岳", "中信德"),
    *("永兴", "盛世", "凯旋", "长青", "远景", "同创", "嘉禾", "泰和", "福源"),
)
TRAILS = ["东", "西", "南", "北", "新", "安", "祥", "顺", "丰", "茂", "隆", "昌"]
STREETS = (
    *("迎宾路", "建设街", "工业大道", "龙湖街", "文华街"),
    *("汇通路", "创业路", "滨河东路", "新民街", "站前路"),
)
TOWNS = ["河口镇", "石桥镇", "柳沟乡", "南关镇", "北寨乡", "云岭镇"]


def person(chance: Chance) -> str:
    """A full name of two or three characters."""
    given = chance.pick(GIVEN) + (chance.pick(GIVEN) if chance.below(3) else "")
    return chance.pick(SURNAMES) + given


def brand(chance: Chance) -> str:
    """The distinguishing part of a firm's name."""
    return chance.pick(BRANDS) + (chance.pick(TRAILS) if chance.below(2) else "")


def address(chance: Chance, city: str, county: str) -> str:
    """A street or a village in `county`."""
    if chance.below(2):
        return f"示范省{city}{county}{chance.pick(STREETS)}{1 + chance.below(299)}号"
    return f"示范省{city}{county}{chance.pick(TOWNS)}{chance.pick(SURNAMES)}家庄村"


def telephone(chance: Chance) -> str:
    """A number in a range that is not given out (12 digits, so that nobody is ever called)."""
    return "000" + chance.digits(9)
