"""Runs a program in a terminal, hangs up once it has drawn, and prints how it ended: hang-up.py WORDS PROGRAM …"""

import fcntl
import os
import pty
import struct
import sys
import termios

words, command = sys.argv[1].encode(), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
drawn = b""
while words not in drawn:
    drawn += os.read(terminal, 65536)
os.close(terminal)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
