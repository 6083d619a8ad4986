// The Desk screen.
export default function DeskScreen() {
  return <div />;
}
