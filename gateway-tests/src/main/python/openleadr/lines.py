"""One JSON object a line, out and in: how the two programs of the proof tell what they see and are told what to do."""

import asyncio
import json
import sys
import time


def say(said, **facts):
    """Says one line; ns is the time of day, so that two programs on one machine can be compared."""
    print(json.dumps({"said": said, "ns": time.time_ns(), **facts}, default=str), flush=True)


async def orders():
    """Yields what comes on standard input, until it ends."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield json.loads(line)
