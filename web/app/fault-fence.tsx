// A fault in a screen stays in that screen: the page says so and can be loaded anew.
import { Component } from "react";
import type { ReactNode } from "react";
import { EN } from "../words/en.ts";
import { FullNote } from "./full-note.tsx";

interface FaultFenceProps {
  readonly children: ReactNode;
}

export class FaultFence extends Component<FaultFenceProps, { readonly hasFault: boolean }> {
  override readonly state = { hasFault: false };

  static getDerivedStateFromError() {
    return { hasFault: true };
  }

  override render() {
    if (!this.state.hasFault) return this.props.children;
    const { fault, faultHelp, reload } = EN.shell;
    const action = { label: reload, act: () => location.reload() };
    return <FullNote title={fault} text={faultHelp} action={action} />;
  }
}
