/** What a window over an image or a volume costs, for sizes that no other use has. */
const image = i => `input({ shape: [${i + 20}, ${i + 220}, 3] })`
const conv = (i, more) => `conv2d({ filters: ${i + 10}, ${more} })(${image(i)})`
const volume = i => `input({ shape: [${i + 20}, ${i + 220}, ${i + 420}, 3] })`
const conv3 = (i, more) => `conv3d({ filters: ${i + 10}, ${more} })(${volume(i)})`

export const windows = {
  "conv2d valid": { budget: 700, line: i => conv(i, "kernelSize: 3") },
  "conv2d valid, strides 2": { budget: 900, line: i => conv(i, "kernelSize: 3, strides: 2") },
  "conv2d same": { budget: 400, line: i => conv(i, 'kernelSize: 3, padding: "same"') },
  "conv2d same, strides 2": { budget: 900, line: i => conv(i, 'kernelSize: 3, strides: 2, padding: "same"') },
  "conv2d valid, dilated by 2": { budget: 900, line: i => conv(i, "kernelSize: 5, dilationRate: 2") },
  "conv2d same, dilated by 2": { budget: 900, line: i => conv(i, 'kernelSize: 3, dilationRate: 2, padding: "same"') },
  maxPooling2d: { budget: 700, line: i => `maxPooling2d({ poolSize: 2 })(${image(i)})` },
  "refused: conv2d, a size": {
    budget: 900,
    line: i => `conv2d({ filters: ${i + 10}, kernelSize: ${i + 21} })(${image(i)})`,
    errors: 1,
  },
  "refused: conv2d, a rank": {
    budget: 700,
    line: i => `conv2d({ filters: ${i + 10}, kernelSize: 3 })(input({ shape: [${i + 20}, ${i + 220}] }))`,
    errors: 1,
  },
  "refused: maxPooling2d, a size": {
    budget: 700,
    line: i => `maxPooling2d({ poolSize: 3 })(input({ shape: [2, ${i + 220}, 3] }))`,
    errors: 1,
  },
  "conv3d valid": { budget: 900, line: i => conv3(i, "kernelSize: 3") },
  "conv3d valid, strides 2": { budget: 1200, line: i => conv3(i, "kernelSize: 3, strides: 2") },
  "conv3d same, strides 2": { budget: 1200, line: i => conv3(i, 'kernelSize: 3, strides: 2, padding: "same"') },
  maxPooling3d: { budget: 900, line: i => `maxPooling3d({ poolSize: 2 })(${volume(i)})` },
  conv1dTranspose: {
    budget: 700,
    line: i => `conv1dTranspose({ filters: ${i + 10}, kernelSize: 3, strides: 2 })(input({ shape: [${i + 20}, 3] }))`,
  },
  separableConv1d: {
    budget: 500,
    line: i => `separableConv1d({ filters: ${i + 10}, kernelSize: 3 })(input({ shape: [${i + 20}, 3] }))`,
  },
  adaptiveAveragePooling3d: {
    budget: 400,
    line: i => `adaptiveAveragePooling3d({ outputSize: ${i + 2} })(${volume(i)})`,
  },
  "refused: conv3d, a size": {
    budget: 1200,
    line: i => `conv3d({ filters: ${i + 10}, kernelSize: ${i + 21} })(${volume(i)})`,
    errors: 1,
  },
  "refused: conv3d, a rank": {
    budget: 700,
    line: i => `conv3d({ filters: ${i + 10}, kernelSize: 3 })(input({ shape: [${i + 20}, ${i + 220}] }))`,
    errors: 1,
  },
}
