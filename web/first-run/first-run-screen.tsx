// The screen is plugged in here.
export default function FirstRunScreen() {
  return <main />;
}
