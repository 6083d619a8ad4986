// The screen is plugged in here.
export default function PlansScreen() {
  return <main />;
}
