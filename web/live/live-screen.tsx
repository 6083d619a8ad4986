// The Live screen.
export default function LiveScreen() {
  return <div />;
}
