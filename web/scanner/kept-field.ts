// A form field as it was before the first key of what may be a scan, and the way back to it.

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export interface KeptField {
  readonly field: Field;
  restore(): void;
}

export function keepField(field: Field): KeptField {
  const { value } = field;
  const selection = selectionOf(field);
  return {
    field,
    restore: () => {
      if (field.value === value) return;
      write(field, value);
      if (selection !== null && !(field instanceof HTMLSelectElement)) {
        field.setSelectionRange(selection.start, selection.end);
      }
    },
  };
}

/** Types text where the cursor is, as if its keys had never been withheld. */
export function typeInto({ field }: KeptField, text: string): void {
  if (field instanceof HTMLSelectElement) return;
  const selection = selectionOf(field);
  if (selection === null) return write(field, field.value + text);
  const before = field.value.slice(0, selection.start);
  write(field, before + text + field.value.slice(selection.end));
  const cursor = before.length + text.length;
  field.setSelectionRange(cursor, cursor);
}

/** The field of an open form that asks for a card takes the whole code, wherever the cursor is. */
export function fillIfWanted(code: string): boolean {
  const wanting = [...document.querySelectorAll<HTMLInputElement>("input[data-scan-target]")];
  const field = wanting.findLast((each) => !each.disabled && each.checkVisibility());
  if (field === undefined) return false;
  write(field, code);
  return true;
}

/** Null for fields that have no cursor to ask for, such as a number or an e-mail address. */
function selectionOf(field: Field): { start: number; end: number } | null {
  if (field instanceof HTMLSelectElement) return null;
  const { selectionStart: start, selectionEnd: end } = field;
  return start === null || end === null ? null : { start, end };
}

/** By the prototype's own setter, so that React hears of the change. */
function write(field: Field, value: string): void {
  const prototype: object =
    field instanceof HTMLTextAreaElement
      ? HTMLTextAreaElement.prototype
      : field instanceof HTMLSelectElement
        ? HTMLSelectElement.prototype
        : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, value);
  const type = field instanceof HTMLSelectElement ? "change" : "input";
  field.dispatchEvent(new Event(type, { bubbles: true }));
}
