"""The agency "libraries" on graphql-core and aiohttp, with only the protocol in common with the platform."""

import asyncio
import json
import os
import pathlib

from aiohttp import web
from graphql import (
    ExecutionResult,
    GraphQLError,
    OperationType,
    build_ast_schema,
    execute_sync,
    get_operation_ast,
    parse,
    subscribe,
    validate,
)

from rules import guard_schema
from signature import Refused, Verifier

SDL = (pathlib.Path(__file__).parent.parent / "libraries.graphql").read_text()
FEDERATION = """
scalar _Any
union _Entity = Branch | Citizen | Loan
type _Service { sdl: String! }
extend type Query {
  _service: _Service!
  _entities(representations: [_Any!]!): [_Entity]!
}
"""
HEARTBEAT_SECONDS = 5

BRANCHES = [{"__typename": "Branch", "id": "west", "name": "West Lake"}]
LOANS = [{"__typename": "Loan", "id": "L1", "title": "Call to Arms", "uin": "CTZ-1"}]


def find(rows, key):
    return next((row for row in rows if row["id"] == key), None)


def resolve_entities(_source, _info, representations):
    known = {
        "Branch": lambda key: find(BRANCHES, key.get("id")),
        "Citizen": lambda key: {"__typename": "Citizen", "uin": key["uin"]},
        "Loan": lambda key: find(LOANS, key.get("id")),
    }
    return [known[key["__typename"]](key) for key in representations]


def broken(_source, _info):
    raise RuntimeError("SELECT secret FROM branches")


async def minutes_open(_source, _info, branch):
    for minutes in (2, 1, 0):
        yield {"minutesOpen": minutes}
        await asyncio.sleep(0.05)


async def loan_updates(_source, _info, id):
    yield {"loanUpdated": find(LOANS, id)}
    # Nothing changes in this demo.
    await asyncio.Event().wait()


def create_schema():
    schema = build_ast_schema(parse(SDL + FEDERATION), assume_valid_sdl=True)
    query = schema.query_type.fields
    query["_service"].resolve = lambda *_: {"sdl": SDL}
    query["_entities"].resolve = resolve_entities
    query["branch"].resolve = lambda _source, _info, id: find(BRANCHES, id)
    query["branches"].resolve = lambda *_: BRANCHES
    query["broken"].resolve = broken
    query["overdueLoans"].resolve = lambda *_: LOANS
    schema.mutation_type.fields["renewLoan"].resolve = lambda _source, _info, id: find(LOANS, id)
    schema.type_map["Citizen"].fields["loans"].resolve = lambda citizen, _info: [
        loan for loan in LOANS if loan["uin"] == citizen["uin"]
    ]
    schema.subscription_type.fields["minutesOpen"].subscribe = minutes_open
    schema.subscription_type.fields["loanUpdated"].subscribe = loan_updates
    guard_schema(schema, owner_of=lambda source: source.get("uin"))
    return schema


def formatted(result):
    """Returns only deliberate errors, which have a code, to the caller."""
    errors = [
        error.formatted
        if (error.extensions or {}).get("code")
        else {**error.formatted, "message": "Internal error", "extensions": {"code": "INTERNAL_SERVER_ERROR"}}
        for error in result.errors or []
    ]
    return {"data": result.data, **({"errors": errors} if errors else {})}


def error_response(status, code, message):
    return web.json_response({"errors": [{"message": message, "extensions": {"code": code}}]}, status=status)


async def answer(request):
    body = await request.read()
    headers = {name.lower(): ", ".join(request.headers.getall(name)) for name in request.headers}
    verifier = request.app["verifier"]
    try:
        principal, nonce = verifier.verify(request.method, request.raw_path, headers, body)
        call = json.loads(body)
        document = parse(call["query"])
        operation = get_operation_ast(document)
        problems = validate(request.app["schema"], document)
        if problems or operation is None:
            return error_response(400, "GRAPHQL_VALIDATION_FAILED", "the operation is not valid")
        if operation.operation != OperationType.QUERY:
            verifier.use_up(nonce)
    except Refused as refusal:
        return error_response(401, refusal.code, "The signature is missing or not valid.")
    except GraphQLError as error:
        return error_response(400, "GRAPHQL_PARSE_FAILED", error.message)
    arguments = {
        "variable_values": call.get("variables"),
        "context_value": {"principal": principal},
    }
    schema = request.app["schema"]
    if operation.operation == OperationType.SUBSCRIPTION:
        return await stream(request, await subscribe(schema, document, **arguments))
    return web.json_response(formatted(execute_sync(schema, document, **arguments)))


async def stream(request, results):
    """GraphQL over SSE, distinct connections mode: section 6."""
    if isinstance(results, ExecutionResult):
        return web.json_response(formatted(results))
    response = web.StreamResponse(headers={"content-type": "text/event-stream"})
    await response.prepare(request)
    upcoming = asyncio.ensure_future(anext(results))
    try:
        while True:
            done, _ = await asyncio.wait({upcoming}, timeout=HEARTBEAT_SECONDS)
            if not done:
                await response.write(b":\n\n")
                continue
            try:
                data = json.dumps(formatted(upcoming.result()))
            except StopAsyncIteration:
                await response.write(b"event: complete\ndata: \n\n")
                return response
            await response.write(f"event: next\ndata: {data}\n\n".encode())
            upcoming = asyncio.ensure_future(anext(results))
    except ConnectionResetError:
        # The gateway has disconnected.
        return response
    finally:
        upcoming.cancel()


async def main():
    app = web.Application(client_max_size=2 * 1024 * 1024)
    app["schema"] = create_schema()
    app["verifier"] = Verifier("libraries", os.environ["SUBGRAPH_SECRET"])
    app.router.add_route("*", "/graphql", answer)
    runner = web.AppRunner(app, keepalive_timeout=75)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", int(os.environ.get("PORT", "0")))
    await site.start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}/graphql", flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
