// A picture that is not on the server yet, drawn as the square it will be.
import { useEffect, useRef } from "react";
import css from "./photo-picker.module.css";

interface PictureViewProps {
  readonly picture: Blob;
  readonly size: number;
}

export function PictureView({ picture, size }: PictureViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isStale = false;
    void createImageBitmap(picture).then(
      (image) => !isStale && canvas.current !== null && drawSquare(canvas.current, image, image),
      // A file that is no picture shows nothing here; the server says so when it is sent.
      () => undefined,
    );
    return () => {
      isStale = true;
    };
  }, [picture]);
  return (
    <canvas ref={canvas} width={size * 2} height={size * 2} className={css.view} aria-hidden />
  );
}

/** The middle of a picture of that width and height, as large as the canvas. */
export function drawSquare(
  canvas: HTMLCanvasElement,
  image: CanvasImageSource,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  const edge = Math.min(width, height);
  const left = (width - edge) / 2;
  const top = (height - edge) / 2;
  canvas
    .getContext("2d")
    ?.drawImage(image, left, top, edge, edge, 0, 0, canvas.width, canvas.height);
}
