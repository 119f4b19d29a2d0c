"""Words to read a fingerprint aloud by: four of a list of 256, one for each of its first bytes.

Byte b of the digest is the word at place b of `WORDS`, counted from 0 (docs/words.md). No two
words sound alike, also for who does not tell zh from z, n from l or -ng from -n. The order is part
of the format: words are in minutes and on paper, so it never changes.
"""

_LIST = """
太阳 月亮 星星 天空 白云 大雨 雪花 彩虹 闪电 清风 山峰 河流 湖泊 海洋 沙滩 森林
草原 平原 峡谷 瀑布 岩石 泥土 冰块 火焰 灯光 桥梁 铁路 公路 隧道 城墙 钟楼 宝塔
庭院 花园 广场 码头 车站 机场 学校 医院 图书 课桌 黑板 粉笔 钢笔 铅笔 毛笔 墨水
纸张 信封 邮票 地图 报纸 杂志 字典 书包 算盘 尺子 剪刀 苹果 香蕉 葡萄 橘子 桃子
樱桃 西瓜 草莓 菠萝 石榴 核桃 花生 板栗 红枣 山楂 芒果 荔枝 甘蔗 椰子 白菜 萝卜
黄瓜 茄子 番茄 土豆 辣椒 大蒜 生姜 洋葱 豆腐 米饭 面条 馒头 饺子 油条 月饼 粽子
牛奶 豆浆 绿茶 咖啡 果汁 蜂蜜 酱油 陈醋 老虎 狮子 大象 熊猫 骆驼 兔子 狐狸 刺猬
骏马 黄牛 山羊 绵羊 小狗 花猫 公鸡 鸭子 喜鹊 燕子 孔雀 鸽子 仙鹤 老鹰 麻雀 蝴蝶
蜻蜓 蜜蜂 蚂蚁 青蛙 乌龟 鲤鱼 鲨鱼 海豚 螃蟹 龙虾 贝壳 珊瑚 牡丹 荷花 菊花 梅花
兰花 玫瑰 茉莉 桂花 水仙 杜鹃 松树 柳树 杨树 竹子 枫叶 银杏 梧桐 芦苇 麦田 稻谷
帽子 围巾 手套 衬衫 外套 裤子 裙子 皮鞋 雨伞 毛巾 肥皂 牙刷 镜子 梳子 脸盆 枕头
棉被 窗帘 地毯 沙发 茶几 衣柜 书架 台灯 电扇 冰箱 电视 电话 相机 汽车 火车 飞机
轮船 单车 帆船 卡车 摩托 火箭 卫星 锄头 镰刀 斧头 锤子 钉子 螺丝 扳手 绳索 梯子
鼓楼 铜锣 笛子 二胡 琵琶 古筝 钢琴 吉他 喇叭 口琴 足球 篮球 排球 跳绳 游泳 象棋
围棋 风筝 陀螺 毽子 春天 冬至 早晨 中午 夜晚 清明 中秋 元宵 白露 霜降 小满 红旗
蓝图 金鱼 青铜 黑陶 翡翠 玉石 水晶 珍珠 丝绸 棉布 瓷器 折扇 屏风 灯笼 对联 窗花
"""
WORDS = tuple(_LIST.split())

SPOKEN = 4  # words, hence bytes


def spoken(digest: str) -> tuple[str, ...]:
    """The words of a digest in hex; ValueError for what is none or has fewer than four bytes."""
    head = bytes.fromhex(digest)[:SPOKEN]
    if len(head) < SPOKEN:
        raise ValueError("a digest has at least four bytes")
    return tuple(WORDS[byte] for byte in head)
