import { fuzzing, randomNumbers } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { MalformedMessage } from './message-reader.ts';
import { readFeedMessage } from './read-feed-message.ts';
import { writeFeedMessage } from './write-feed-message.ts';

/* Protocol Buffers by hand, so that a wrong field number cannot cancel out between reader and writer. */
const varint = (value: bigint): number[] => {
  const rest = BigInt.asUintN(64, value);
  return rest < 128n ? [Number(rest)] : [Number(rest & 127n) | 128, ...varint(rest >> 7n)];
};
const number = (field: number, value: number) => [...varint(BigInt(field << 3)), ...varint(BigInt(value))];
const bytes = (field: number, content: readonly number[]) => [
  ...varint(BigInt((field << 3) | 2)),
  ...varint(BigInt(content.length)),
  ...content,
];
const text = (field: number, value: string) => bytes(field, [...Buffer.from(value)]);
const single = (field: number, value: number) => {
  const buffer = Buffer.alloc(4);
  buffer.writeFloatLE(value);
  return [...varint(BigInt((field << 3) | 5)), ...buffer];
};

const header = bytes(1, [
  ...text(1, '2.0'),
  ...number(2, 1),
  ...number(3, 1_780_000_000),
  ...text(1001, 'own'),
]);
const message = Buffer.from([
  ...header,
  ...bytes(2, [
    ...text(1, 'u'),
    ...bytes(3, [
      ...bytes(1, [
        ...text(1, 'trip'),
        ...text(2, '08:00:00'),
        ...text(3, '20261128'),
        ...number(4, 5),
        ...text(5, 'r'),
        ...number(6, 1),
      ]),
      ...bytes(2, [
        ...number(1, 7),
        ...bytes(2, number(1, -60)),
        ...bytes(3, [...number(2, 1_780_000_060), ...number(4, 1_780_000_000)]),
        ...text(4, 'stop'),
        ...number(5, 1),
        ...bytes(6, text(1, 'other')),
        ...number(7, 5),
      ]),
      ...bytes(3, text(1, 'bus')),
      ...number(4, 1_780_000_001),
      ...number(5, 30),
      ...bytes(6, [...text(1, 'copy'), ...text(2, '20261129'), ...text(3, '25:00:00'), ...text(5, 'North')]),
    ]),
  ]),
  ...bytes(2, [
    ...text(1, 'v'),
    ...number(2, 1),
    ...bytes(4, [
      ...bytes(2, [...single(1, 30.25), ...single(2, 120.5), ...single(3, 90), ...single(5, 4.5)]),
      ...number(3, 2),
      ...number(4, 1),
      ...number(5, 1_780_000_002),
      ...number(6, 2),
      ...text(7, 'stop'),
      ...bytes(8, [...text(1, 'bus'), ...text(2, '12')]),
      ...number(9, 99),
      ...number(10, 120),
      ...bytes(11, [...text(2, 'A'), ...number(3, 5), ...number(4, -1), ...number(5, 1)]),
    ]),
  ]),
  ...bytes(2, [
    ...text(1, 'a'),
    ...bytes(5, [
      ...bytes(1, [...number(1, 5), ...number(2, 6)]),
      ...bytes(5, [
        ...text(1, 'agency'),
        ...text(2, 'r'),
        ...number(3, 3),
        ...text(5, 'stop'),
        ...number(6, 0),
      ]),
      ...number(6, 10),
      ...number(7, 4),
      ...bytes(8, bytes(1, text(1, 'https://example.org'))),
      ...bytes(10, [
        ...bytes(1, [...text(1, '标题'), ...text(2, 'zh')]),
        ...bytes(1, [...text(1, 'T'), ...text(2, 'en')]),
      ]),
      ...bytes(11, bytes(1, text(1, 'Text'))),
      ...number(14, 3),
    ]),
  ]),
]);

it('reads every kind of entity by the field numbers of the specification', async () => {
  const read = await readFeedMessage(message);
  expect(read.header).toMatchObject({ incrementality: 'DIFFERENTIAL', timestamp: 1_780_000_000 });
  const [updated, moved, alerted] = read.entities;
  expect(updated?.tripUpdate).toEqual({
    trip: {
      tripId: 'trip',
      startTime: '08:00:00',
      startDate: '20261128',
      scheduleRelationship: 'REPLACEMENT',
      routeId: 'r',
      directionId: 1,
    },
    stopTimeUpdate: [
      {
        stopSequence: 7,
        arrival: { delay: -60, time: undefined, scheduledTime: undefined },
        departure: { delay: undefined, time: 1_780_000_060, scheduledTime: 1_780_000_000 },
        stopId: 'stop',
        scheduleRelationship: 'SKIPPED',
        stopTimeProperties: { assignedStopId: 'other' },
        departureOccupancyStatus: 'FULL',
      },
    ],
    vehicle: { id: 'bus', label: undefined },
    timestamp: 1_780_000_001,
    delay: 30,
    tripProperties: { tripId: 'copy', startDate: '20261129', startTime: '25:00:00', tripHeadsign: 'North' },
  });
  expect(moved).toMatchObject({
    isDeleted: true,
    vehicle: {
      position: { latitude: 30.25, longitude: 120.5, bearing: 90, speed: 4.5 },
      currentStopSequence: 2,
      currentStatus: 'STOPPED_AT',
      congestionLevel: 'STOP_AND_GO',
      vehicle: { id: 'bus', label: '12' },
      occupancyPercentage: 120,
      multiCarriageDetails: [
        { label: 'A', occupancyStatus: 'FULL', occupancyPercentage: -1, carriageSequence: 1 },
      ],
    },
  });
  // A value that this version does not know counts as absent (proto2).
  expect(moved?.vehicle?.occupancyStatus).toBeUndefined();
  expect(alerted?.alert).toMatchObject({
    activePeriod: [{ start: 5, end: 6 }],
    informedEntity: [{ agencyId: 'agency', routeId: 'r', routeType: 3, stopId: 'stop', directionId: 0 }],
    cause: 'CONSTRUCTION',
    effect: 'DETOUR',
    url: { translation: [{ text: 'https://example.org' }] },
    headerText: {
      translation: [
        { text: '标题', language: 'zh' },
        { text: 'T', language: 'en' },
      ],
    },
    severityLevel: 'WARNING',
  });
});

it('writes what it reads', async () => {
  const read = await readFeedMessage(message);
  const again = await readFeedMessage(writeFeedMessage({ header: read.header, entity: read.entities }));
  expect(again).toEqual({ ...read, sizes: expect.any(Array) });
});

it('refuses a message without a version, without ids, and every cut-off one', async () => {
  await expect(readFeedMessage(Buffer.alloc(0))).rejects.toThrow('no header');
  await expect(readFeedMessage(Buffer.from([...header, ...bytes(2, [])]))).rejects.toThrow('no id');
  await expect(readFeedMessage(Buffer.from('<html>not found</html>'))).rejects.toThrow(MalformedMessage);
  const ends = new Set<number>([header.length]);
  for (let end = 1; end < message.length; end += 1) {
    const outcome = await readFeedMessage(message.subarray(0, end)).catch((error: unknown) => error);
    if (outcome instanceof MalformedMessage) continue;
    // Between two entities it is a shorter, but complete message.
    ends.add(end);
    expect(outcome).toHaveProperty('header');
  }
  expect(ends.size).toBe(3);
});

it('refuses a message that would fill the memory', async () => {
  const entity = (emptyUpdates: number) => {
    const updates = Buffer.alloc(emptyUpdates * 2);
    for (let update = 0; update < emptyUpdates; update += 1) updates[update * 2] = 0x12;
    const id = text(1, 'u');
    const update = [(3 << 3) | 2, ...varint(BigInt(updates.length))];
    const length = varint(BigInt(id.length + update.length + updates.length));
    return Buffer.concat([Buffer.from([(2 << 3) | 2, ...length, ...id, ...update]), updates]);
  };
  const read = (entities: readonly Buffer[], total = 3_000_000) =>
    readFeedMessage(Buffer.concat([Buffer.from(header), ...entities]), { total, entity: 20_000 });
  // The entity and its trip update are nested messages too.
  const most = entity(19_998);
  const [full] = (await read([most, most])).entities;
  expect(full?.tripUpdate?.stopTimeUpdate).toHaveLength(19_998);
  for (const [entities, total, problem] of [
    [[entity(19_999)], undefined, 'an entity has more than 20000 nested messages'],
    [[entity(131_100)], undefined, 'an entity is larger than 262144 bytes'],
    [[most, most], 39_999, 'it has more than 39999 nested messages'],
  ] as const) {
    const outcome = await read(entities, total).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(MalformedMessage);
    expect(outcome).toHaveProperty('message', problem);
  }
});

it('reads a number that does not fit into `Int` of GraphQL as absent', async () => {
  const moved = async (sequence: number) => {
    const vehicle = [...number(3, sequence), ...number(10, 7)];
    const entity = bytes(2, [...text(1, 'v'), ...bytes(4, vehicle)]);
    const read = await readFeedMessage(Buffer.from([...header, ...entity]));
    return read.entities[0]?.vehicle;
  };
  expect(await moved(2 ** 31 - 1)).toMatchObject({ currentStopSequence: 2 ** 31 - 1 });
  expect(await moved(2 ** 31)).toMatchObject({ currentStopSequence: undefined, occupancyPercentage: 7 });
});

it.each([2 ** 49 - 1, 2 ** 49, -60])('reads a time of %s as it is', async (time) => {
  const update = bytes(3, bytes(2, bytes(2, number(2, time))));
  const read = await readFeedMessage(Buffer.from([...header, ...bytes(2, [...text(1, 'u'), ...update])]));
  expect(read.entities[0]?.tripUpdate?.stopTimeUpdate[0]?.arrival?.time).toBe(time);
});

it('reads strings that share an intern slot, and strings that are not ASCII', async () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => `${index % 10_000}`);
  const given = [...ids, '标题', 'é', '', 'x'.repeat(40), '标题', 'é', ''];
  const entities = given.map((id) => bytes(2, [...text(1, 'v'), ...bytes(4, text(7, id))]));
  const read = await readFeedMessage(Buffer.from([...header, ...entities.flat()]));
  expect(read.entities.map(({ vehicle }) => vehicle?.stopId)).toEqual(given);
});

it('either reads mutated messages or refuses them', async () => {
  const { rounds, seed } = fuzzing(1_000);
  console.log(`FUZZ_SEED=${seed}`);
  const below = randomNumbers(seed);
  let refused = 0;
  for (let round = 0; round < rounds; round += 1) {
    const mutated = Buffer.from(message);
    for (let changes = below(4); changes >= 0; changes -= 1) mutated[below(mutated.length)] = below(256);
    const outcome = await readFeedMessage(mutated).catch((error: unknown) => error);
    if (outcome instanceof Error) {
      expect(outcome).toBeInstanceOf(MalformedMessage);
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(rounds / 10);
});
