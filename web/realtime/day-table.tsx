// The day of a figure as a table, step by step, the newest first.
import type { HistoryPoint, RealtimeHistory } from "../../protocol/http/realtime.ts";
import { useWording } from "../connection/site-wording.ts";
import { EN_REALTIME } from "../words/en-realtime.ts";
import { CHARTS } from "./chart-lines.ts";
import type { Figure } from "./chart-lines.ts";
import { TableBox } from "./table-box.tsx";

const words = EN_REALTIME.day;

interface DayTableProps {
  readonly history: RealtimeHistory;
  readonly figure: Figure;
}

export function DayTable({ history, figure }: DayTableProps) {
  const wording = useWording();
  const { lines, write } = CHARTS[figure];
  const isTold = (point: HistoryPoint) => lines.some(({ read }) => read(point) !== null);
  return (
    <TableBox label={words.figures[figure]} isTall>
      <thead>
        <tr>
          <th scope="col">{words.time}</th>
          {lines.map(({ name }) => (
            <th key={name} scope="col">
              {words.lines[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {history.points
          .filter(isTold)
          .toReversed()
          .map((point) => (
            <tr key={point.at}>
              <th scope="row">{wording.time(point.at)}</th>
              {lines.map(({ name, read }) => (
                <td key={name}>{write(read(point))}</td>
              ))}
            </tr>
          ))}
      </tbody>
    </TableBox>
  );
}
