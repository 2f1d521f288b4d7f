# Starts pcscd with a socket of its own (argument 1), as systemd would, so that a test disturbs no other: argument 2 is its folder of reader.conf files.
import os
import socket
import sys

own = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
own.bind(sys.argv[1])
os.chmod(sys.argv[1], 0o666)
own.listen(16)
os.dup2(own.fileno(), 3)
# it may have been the third already
os.set_inheritable(3, True)
os.environ['LISTEN_FDS'] = '1'
os.environ['LISTEN_PID'] = str(os.getpid())
os.execv('/usr/sbin/pcscd', ['pcscd', '--foreground', '--config', sys.argv[2]])
