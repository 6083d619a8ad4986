// Planted bugs of the client, as patches of the product's own source. Each must match exactly once, so that none of
// them rots; each must be found.

/** @type {readonly { name: string, says: string, patches: readonly { file: string, find: string, replace: string }[] }[]} */
export const CLIENT_MUTANTS = [
  {
    name: "silence-ignored",
    says: "client: a server that says nothing is taken for alive",
    patches: [
      {
        file: "client/next-connection.ts",
        find: 'case "silent":\n      return hasSocket(state) ? retreat(state, moment, "close") : stay(state);',
        replace: 'case "silent":\n      return stay(state);',
      },
    ],
  },
  {
    name: "live-too-early",
    says: "client: says live before it has the view",
    patches: [
      {
        file: "client/site-session.ts",
        find: "if (message.isInitial && !this.#hasView)",
        replace: "if (message.isInitial)",
      },
    ],
  },
  {
    name: "outbox-forgets",
    says: "outbox: lets go of what waits when the connection is lost",
    patches: [
      {
        file: "client/outbox.ts",
        find: "this.#isConnected = false;\n    for",
        replace: "this.#isConnected = false;\n    this.#entries.clear();\n    for",
      },
    ],
  },
  {
    name: "kept-until-sent",
    says: "outbox: lets go of a command on the disk when it is sent",
    patches: [
      {
        file: "client/outbox.ts",
        find: "due.push(entry.message);",
        replace:
          "due.push(entry.message);\n      void this.#parts.storage.remove(entry.message.payload.commandId);",
      },
    ],
  },
  {
    name: "asked-once",
    says: "outbox: a command that was sent is not sent again",
    patches: [
      {
        file: "client/outbox.ts",
        find: "if (entry.sentAt !== null && now - entry.sentAt < ANSWER_MS) continue;",
        replace: "if (entry.sentAt !== null) continue;",
      },
      {
        file: "client/outbox.ts",
        find: "this.#isConnected = false;\n    for (const entry of this.#entries.values()) entry.sentAt = null;",
        replace: "this.#isConnected = false;",
      },
    ],
  },
  {
    name: "another-id",
    says: "outbox: sends a command again under another id",
    patches: [
      {
        file: "client/outbox.ts",
        find: "entry.sentAt = now;\n      due.push(entry.message);",
        replace:
          "entry.sentAt = now;\n      const { payload } = entry.message;\n      const commandId = payload.commandId.slice(0, -1) + String(Math.floor(now) % 10);\n      due.push({ ...entry.message, payload: { ...payload, commandId } } as DoorMessage);",
      },
    ],
  },
  {
    name: "snapshot-keeps-the-old-place",
    says: "store: takes a snapshot's view and not its hash",
    patches: [
      {
        file: "client/live-store.ts",
        find: "this.#head = { stream, epoch, seq, hash };",
        replace: "this.#head = { stream, epoch, seq, hash: this.#head?.hash ?? hash };",
      },
    ],
  },
];
