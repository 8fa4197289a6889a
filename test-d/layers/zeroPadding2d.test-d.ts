import { input, type SymbolicTensor, zeroPadding2d, type ZeroPadding2D } from "shapeproof"
import { expectType } from "tsd"

expectType<ZeroPadding2D<1>>(zeroPadding2d())
const image = input({ shape: [28, "W", 8] })
expectType<SymbolicTensor<["B", 30, "W+2", 8]>>(zeroPadding2d()(image))
expectType<SymbolicTensor<["B", 29, "W+5", 8]>>(
  zeroPadding2d({
    padding: [
      [1, 0],
      [2, 3],
    ],
  })(image),
)

// @ts-expect-error padding must be an integer of 0 or more, got -1
zeroPadding2d({ padding: [1, -1] })
