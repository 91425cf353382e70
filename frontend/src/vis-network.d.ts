// The part of vis-network 9 (inlined from the pyvis package) that the page uses.

declare namespace vis {
  interface Row { id: number; [option: string]: unknown }
  class DataSet {
    constructor(rows: Row[]);
    update(rows: Row[]): void;
  }
  interface Position { x: number; y: number }
  interface PointerParams {
    nodes: number[];
    edges: number[];
    pointer: { DOM: Position; canvas: Position };
  }
  class Network {
    constructor(container: HTMLElement, data: { nodes: DataSet; edges: DataSet }, options: object);
    on(event: string, handler: (params: PointerParams) => void): void;
    on(event: "afterDrawing", handler: (ctx: CanvasRenderingContext2D) => void): void;
    canvasToDOM(position: Position): Position;
    DOMtoCanvas(position: Position): Position;
    getScale(): number;
    getViewPosition(): Position;
    getPositions(ids: number[]): Record<number, Position>;
    moveTo(options: { position: Position; scale: number; animation: false | { duration: number; easingFunction: string } }): void;
    unselectAll(): void;
    redraw(): void;
  }
}
