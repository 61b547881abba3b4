"""A program in a pseudo-terminal, and what it shows as a picture."""

import contextlib
import fcntl
import functools
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata

import pyte
from PIL import Image, ImageDraw, ImageFont

# The program says where each of its pictures ends ("synchronized update"), so that nobody sees half of one.
PICTURE_ENDS = b"\x1b[?2026l"
# In seconds: what has not come by then never will; no key follows a change, or a key, sooner.
PATIENCE, TWICE, PRESS = 20, 0.8, 0.25
FONT_FILES = [
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf",
    # For Chinese, Japanese and Korean letters, which DejaVu does not have.
    "/usr/share/fonts/opentype/unifont/unifont.otf",
]
if not all(map(os.path.exists, FONT_FILES)):
    sys.exit("the fonts are missing: apt-get install fonts-dejavu-core fonts-unifont")
PLAIN, BOLD, WIDE = (ImageFont.truetype(file, 16) for file in FONT_FILES)


class Screen(pyte.Screen):
    """pyte knows no dim text. winddown never blinks, so here blinking stands for dim."""

    def select_graphic_rendition(self, *attributes, **more):
        attributes = {(2,): (5,), (22,): (22, 25)}.get(attributes, attributes)
        super().select_graphic_rendition(*attributes, **more)


class Terminal:
    """Runs a command and follows what it draws, one whole picture at a time."""

    def __init__(self, command, size, environment):
        columns, rows = size
        self.screen = Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.unread = b""
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.program = subprocess.Popen(
            command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        os.killpg(self.program.pid, signal.SIGKILL)
        self.program.wait()
        os.close(self.ours)

    def press(self, keys, until=None):
        """Presses one key after the other, or as many of them as it takes until the screen shows a text."""
        for key in keys:
            # Slower than a key that is held down; a second Enter too soon after a change counts for no press of its own.
            self.follow(TWICE if key == "\r" else PRESS)
            if until and self.shows(until):
                break
            os.write(self.ours, key.encode())

    def follow(self, seconds):
        """Follows the pictures for so many seconds."""
        end = time.monotonic() + seconds
        with contextlib.suppress(TimeoutError):
            while True:
                self.next_picture(end - time.monotonic())

    def next_picture(self, patience=PATIENCE):
        """Waits until the program has drawn something new, all of it."""
        while PICTURE_ENDS not in self.unread:
            if not select.select([self.ours], [], [], max(0, patience))[0]:
                raise TimeoutError
            self.unread += os.read(self.ours, 65536)
        drawn, _, self.unread = self.unread.partition(PICTURE_ENDS)
        self.stream.feed(drawn)

    def wait(self, text):
        """Waits until the screen shows a text, or another behind a bar, wrapped or not."""
        end = time.monotonic() + PATIENCE
        while not self.shows(text):
            try:
                self.next_picture(end - time.monotonic())
            except (TimeoutError, OSError):
                shown = "\n".join("".join(cell.data for cell in row) for row in self.picture())
                raise LookupError(f"{text!r} never came; the last picture was\n{shown}") from None

    def shows(self, text):
        rows = ("".join(cell.data for cell in row) for row in self.picture())
        shown = " ".join(" ".join(rows).split())
        return any(each in shown for each in text.split("|"))

    def record(self, text):
        """Returns every picture until one shows a text, each with its time in seconds."""
        pictures = [(0, self.picture())]
        began = time.monotonic()
        while not self.shows(text):
            self.next_picture()
            pictures.append((time.monotonic() - began, self.picture()))
        return pictures

    def picture(self):
        """Returns the rows of cells that are shown now."""
        buffer, columns = self.screen.buffer, range(self.screen.columns)
        return [[buffer[y][x] for x in columns] for y in range(self.screen.lines)]


def paint(picture, paper, ink, height=20):
    """Returns a picture as an image, its cells twice as high as wide; paper and ink are the default colours."""
    width = height // 2
    image = Image.new("RGB", (len(picture[0]) * width, len(picture) * height), paper)
    for y, row in enumerate(picture):
        for x, cell in enumerate(row):
            colours = [rgb(cell.fg, ink), rgb(cell.bg, paper)]
            front, back = reversed(colours) if cell.reverse else colours
            if cell.blink:
                front = tuple((a + b) // 2 for a, b in zip(front, back))
            wide = 2 if row[x + 1 : x + 2] and row[x + 1].data == "" else 1
            area = (x * width, y * height, (x + wide) * width, (y + 1) * height)
            if back != paper:
                image.paste(back, area)
            if cell.data.strip():
                image.paste(front, area[:2], glyph(cell.data, cell.bold, (wide * width, height)))
            if cell.underscore and cell.data:
                image.paste(front, (area[0], area[3] - height // 10, area[2], area[3] - height // 20))
    return image


def save_moving(path, images, stays):
    """Saves images, each with its time in seconds, as a GIF that begins anew once the last has stayed so long.

    A last image that stays for no time is the first one come round again, and left out.
    """
    # A GIF counts in hundredths of a second.
    times = [round(time * 100) for time, _ in images] + [round((images[-1][0] + stays) * 100)]
    lasts = [(after - time) * 10 for time, after in zip(times, times[1:])]
    images = [image for _, image in images][: None if stays else -1]
    # One set of colours for all, from a few of them.
    few = [*images[:: len(images) // 8 + 1], images[-1]]
    palette = Image.new("RGB", (images[0].width, images[0].height * len(few)))
    for i, image in enumerate(few):
        palette.paste(image, (0, i * image.height))
    palette = palette.quantize(64)
    first, *rest = [image.quantize(palette=palette, dither=Image.Dither.NONE) for image in images]
    first.save(path, save_all=True, append_images=rest, duration=lasts[: len(images)], loop=0)


def rgb(colour, default):
    """Returns a colour of pyte's, which is hexadecimal for all that winddown asks for, as three numbers."""
    return default if colour == "default" else tuple(bytes.fromhex(colour))


@functools.cache
def glyph(text, bold, size):
    """Returns the mask of one cell. What must join across cells is drawn here; no font does it at every size."""
    fine = 4
    mask = Image.new("L", (size[0] * fine, size[1] * fine))
    brush = ImageDraw.Draw(mask)
    name = unicodedata.name(text[0], "")
    if name.startswith("BRAILLE PATTERN"):
        pitch = mask.width / 2
        for bit, (x, y) in enumerate([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]):
            if ord(text[0]) >> bit & 1:
                brush.circle((pitch * (x + 0.5), pitch * (y + 0.5)), pitch * 0.36, fill=255)
    elif parts := block(text[0], name) or lines(name):
        for left, top, right, bottom in parts:
            brush.rectangle(
                (left * mask.width, top * mask.height, right * mask.width - 1, bottom * mask.height - 1), fill=255
            )
    else:
        font = font_of(text[0], bold).font_variant(size=mask.height * 0.8)
        brush.text((mask.width / 2, mask.height * 0.77), text, fill=255, font=font, anchor="ms")
    return mask.resize(size, Image.Resampling.BOX)


def block(letter, name):
    """Returns the rectangles of a block element, in parts of a cell: left, top, right, bottom."""
    if name.startswith("QUADRANT"):
        halves = {"UPPER": (0, 0.5), "LOWER": (0.5, 1), "LEFT": (0, 0.5), "RIGHT": (0.5, 1)}
        quarters = [part.split()[-2:] for part in name.split(" AND ")]
        return [(halves[x][0], halves[y][0], halves[x][1], halves[y][1]) for y, x in quarters]
    number = ord(letter) - 0x2580
    if number == 0:
        return [(0, 0, 1, 0.5)]
    if 1 <= number <= 8:
        return [(0, 1 - number / 8, 1, 1)]
    if 9 <= number <= 15:
        return [(0, 0, (16 - number) / 8, 1)]
    return {16: [(0.5, 0, 1, 1)], 20: [(0, 0, 1, 1 / 8)], 21: [(7 / 8, 0, 1, 1)]}.get(number)


def lines(name):
    """Returns the rectangles of a box drawing character; its name says where it reaches to."""
    words = name.split()
    if words[:2] != ["BOX", "DRAWINGS"] or not {"LIGHT", "HEAVY"} & set(words) or "DIAGONAL" in words:
        return None
    # Half of the line, in parts of the height and of the width. Both arms of a corner reach over its middle.
    y = 0.05 if "LIGHT" in words else 0.1
    x = 2 * y
    ends = {
        "LEFT": (0, 0.5 - y, 0.5 + x, 0.5 + y),
        "RIGHT": (0.5 - x, 0.5 - y, 1, 0.5 + y),
        "UP": (0.5 - x, 0, 0.5 + x, 0.5 + y),
        "DOWN": (0.5 - x, 0.5 - y, 0.5 + x, 1),
    }
    whole = {"HORIZONTAL": ["LEFT", "RIGHT"], "VERTICAL": ["UP", "DOWN"]}
    return [ends[end] for word in words for end in whole.get(word, [word]) if end in ends]


@functools.cache
def font_of(letter, bold):
    """Returns the font that has a letter."""
    font = BOLD if bold else PLAIN
    missing = font.getmask("\U0010ffff")
    return WIDE if bytes(font.getmask(letter)) == bytes(missing) else font
