import { cropping2D, type Cropping2D, input, type SymbolicTensor } from "shapeproof"
import { expectType } from "tsd"

const three = cropping2D({ cropping: 3 })
expectType<Cropping2D<3>>(three)
expectType<SymbolicTensor<["B", 22, "W-6", 8]>>(three(input({ shape: [28, "W", 8] })))

// @ts-expect-error cropping2D(3) cuts off 6 of axis 1 (height), which is 5; crop less
three(input({ shape: [5, 28, 8] }))
// @ts-expect-error cropping must be one integer of 0 or more, or a list for height and width, got a list of 3
cropping2D({ cropping: [1, 2, 3] })
