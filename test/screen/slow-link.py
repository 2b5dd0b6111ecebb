"""A line between a terminal and a program: slow-link.py BITS_PER_SECOND DELAY_MS COMMAND…

What the program writes arrives at that rate and that much later; what is typed arrives that much
later. Ten bits a byte, as on a serial line. The program's terminal is as large as ours. SIGUSR1 cuts
the line until SIGUSR2; a cut line keeps what is on it.
"""
import fcntl, os, pty, select, signal, struct, sys, termios, time, tty
from collections import deque

rate, delay, command = int(sys.argv[1]) / 10, int(sys.argv[2]) / 1000, sys.argv[3:]
# A line holds little: what does not fit waits in the program's own terminal.
piece, most_on_the_line = 64, max(256, int(rate * 0.1))

before = termios.tcgetattr(0)
size = fcntl.ioctl(0, termios.TIOCGWINSZ, b"\0" * 8)
child, line = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, size)
    os.execvp(command[0], command)
tty.setraw(0)

cut = False
def set_cut(value):
    global cut
    cut = value
signal.signal(signal.SIGUSR1, lambda *_: set_cut(True))
signal.signal(signal.SIGUSR2, lambda *_: set_cut(False))
signal.signal(signal.SIGWINCH, lambda *_: fcntl.ioctl(
    line, termios.TIOCSWINSZ, fcntl.ioctl(0, termios.TIOCGWINSZ, b"\0" * 8)))

def put(fd, data):
    while data:
        data = data[os.write(fd, data):]

down, up = deque(), deque()  # (when it arrives, bytes)
free_at = time.monotonic()   # when the line has sent what it was given
ended = False
while not (ended and not down):
    now = time.monotonic()
    if not cut:
        while down and down[0][0] <= now:
            put(1, down.popleft()[1])
    while up and up[0][0] <= now:
        put(line, up.popleft()[1])
    takes = not ended and not cut and (free_at - now) * rate < most_on_the_line
    soon = [at for at, _ in [*([] if cut else list(down)[:1]), *list(up)[:1]]]
    wait = min([0.05, *(max(0, at - now) for at in soon)])
    ready, _, _ = select.select([0, *([line] if takes else [])], [], [], wait)
    now = time.monotonic()
    if 0 in ready:
        up.append((now + delay, os.read(0, 4096)))
    if line in ready:
        try:
            data = os.read(line, piece)
        except OSError:
            data = b""
        if not data:
            ended = True
        free_at = max(free_at, now) + len(data) / rate
        down.append((free_at + delay, data))
termios.tcsetattr(0, termios.TCSADRAIN, before)
_, status = os.waitpid(child, 0)
sys.exit(os.waitstatus_to_exitcode(status) & 255)
