// Takes a picture with the webcam; the camera is off again when the dialog closes.
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { DialogBox } from "./dialog-box.tsx";
import { EN_PARTS } from "../words/en-parts.ts";
import { drawSquare } from "./picture-view.tsx";
import css from "./photo-picker.module.css";

const words = EN_PARTS.photo;
const EDGE = 1024;
const QUALITY = 0.92;

interface WebcamDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onPicture: (picture: Blob) => void;
}

export function WebcamDialog({ isOpen, onClose, onPicture }: WebcamDialogProps) {
  return (
    <DialogBox isOpen={isOpen} onClose={onClose} title={words.cameraTitle} isOverSheet>
      {isOpen && <Camera onClose={onClose} onPicture={onPicture} />}
    </DialogBox>
  );
}

function Camera({ onClose, onPicture }: Omit<WebcamDialogProps, "isOpen">) {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<"opening" | "ready" | "failed">("opening");

  useEffect(() => {
    let stream: MediaStream | null = null;
    let isStale = false;
    const stop = () => stream?.getTracks().forEach((track) => track.stop());
    const start = async () => {
      try {
        stream = await openCamera();
      } catch {
        return setState("failed");
      }
      if (isStale || video.current === null) return stop();
      video.current.srcObject = stream;
      setState("ready");
    };
    void start();
    return () => {
      isStale = true;
      stop();
    };
  }, []);

  const shoot = () => {
    const { current } = video;
    if (current === null) return;
    const canvas = document.createElement("canvas");
    canvas.width = EDGE;
    canvas.height = EDGE;
    drawSquare(canvas, current, { width: current.videoWidth, height: current.videoHeight });
    canvas.toBlob((picture) => picture !== null && onPicture(picture), "image/jpeg", QUALITY);
  };

  if (state === "failed") return <p role="alert">{words.noCamera}</p>;
  return (
    <div className={css.camera}>
      <video ref={video} autoPlay playsInline muted aria-label={words.cameraLabel} />
      <div className={css.ways}>
        <Button onClick={shoot} loading={state === "opening"} data-autofocus>
          {words.shoot}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </div>
  );
}

async function openCamera(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    video: { width: { ideal: 1280 }, height: { ideal: 1280 }, facingMode: "user" },
  });
}
