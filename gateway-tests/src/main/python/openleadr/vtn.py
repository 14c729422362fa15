"""A VTN of openleadr, used as its documentation says. Arguments: port, seconds between two polls.

It remembers nothing over a restart, as openleadr does not, so it asks VENs that it does not know to register anew.
"""

import asyncio
import logging
import sys
from datetime import datetime, timedelta, timezone

from openleadr import OpenADRServer, enable_default_logging, hooks

from lines import orders, say

REPORT_EVERY = timedelta(seconds=2)
vens = {}


async def on_create_party_registration(info):
    name = info["ven_name"]
    registration = "registration-of-" + name
    vens[name] = {"ven_id": name, "ven_name": name, "fingerprint": None, "registration_id": registration}
    say("registered", ven=name, fingerprint=info.get("fingerprint"))
    return name, registration


async def ven_lookup(ven_id):
    return vens.get(ven_id)


async def on_register_report(ven_id, resource_id, measurement, unit, scale, min_sampling_interval, max_sampling_interval):
    say("report-registered", ven=ven_id, resource=resource_id, measurement=measurement)

    async def on_report(values):
        say("report", ven=ven_id, resource=resource_id, values=[value for _, value in values])

    return on_report, REPORT_EVERY


async def on_message(message_type, payload):
    answers = [
        {"event": each["event_id"], "modification": each["modification_number"], "opt": each["opt_type"]}
        for each in (payload.get("event_responses") or [])
    ]
    say("message", type=message_type, ven=payload.get("ven_id"), answers=answers)


async def on_opt(ven_id, event_id, opt_type):
    say("opt", ven=ven_id, event=event_id, opt=opt_type)


def add(server, ven, event):
    interval = {
        "dtstart": datetime.now(timezone.utc) + timedelta(seconds=60),
        "duration": timedelta(minutes=10),
        "signal_payload": 1.0,
    }
    say("event-added", ven=ven, event=event)
    server.add_event(
        ven_id=ven,
        event_id=event,
        signal_name="simple",
        signal_type="level",
        intervals=[interval],
        callback=on_opt,
    )


async def main(port, poll_seconds):
    enable_default_logging(level=logging.WARNING)
    hooks.register("before_handle", on_message)
    server = OpenADRServer(
        vtn_id="openleadr_vtn",
        http_port=int(port),
        requested_poll_freq=timedelta(seconds=int(poll_seconds)),
        ven_lookup=ven_lookup,
    )
    server.add_handler("on_create_party_registration", on_create_party_registration)
    server.add_handler("on_register_report", on_register_report)
    await server.run()
    say("ready")
    async for order in orders():
        if order["do"] == "event":
            add(server, order["ven"], order["event"])
        elif order["do"] == "cancel":
            say("event-cancelled", ven=order["ven"], event=order["event"])
            server.cancel_event(order["ven"], order["event"])


asyncio.run(main(*sys.argv[1:]))
