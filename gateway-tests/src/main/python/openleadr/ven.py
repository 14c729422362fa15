"""A VEN of openleadr, used as its documentation says. Arguments: URL of its VTN, its name, which is its venID as well."""

import asyncio
import logging
import sys
from datetime import timedelta

from openleadr import OpenADRClient, enable_default_logging
from openleadr.objects import SamplingRate

from lines import orders, say

value = 0


def measure():
    global value
    value += 1
    return float(value)


def told(said):
    async def handler(event):
        descriptor = event["event_descriptor"]
        say(
            said,
            event=descriptor["event_id"],
            modification=descriptor["modification_number"],
            status=descriptor["event_status"],
        )
        return "optIn"

    return handler


async def started(url, name):
    """A client that has registered. One that could not is thrown away: openleadr gives up by itself."""
    while True:
        client = OpenADRClient(ven_name=name, vtn_url=url, ven_id=name, disable_signature=True)
        client.add_handler("on_event", told("event"))
        client.add_handler("on_update_event", told("event-updated"))
        client.add_report(
            callback=measure,
            resource_id="meter",
            measurement="voltage",
            report_specifier_id="voltage-of-" + name,
            r_id="r1",
            sampling_rate=SamplingRate(min_period=timedelta(seconds=1), max_period=timedelta(hours=1), on_change=False),
            report_duration=timedelta(hours=1),
        )
        await client.run()
        if client.registration_id:
            say("registered", registration=client.registration_id, poll_seconds=client.poll_frequency.total_seconds())
            return client
        await asyncio.sleep(1)


async def main(url, name):
    enable_default_logging(level=logging.WARNING)
    say("ready")
    client = await started(url, name)
    async for _ in orders():
        pass
    await client.stop()


asyncio.run(main(*sys.argv[1:]))
